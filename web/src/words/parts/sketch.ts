import { addWords } from '../index'

const vi = {
  'sketch.undo': 'Hoàn tác',
  'sketch.cancel': 'Thôi',
  'sketch.finish': 'Xong',
  'sketch.hint': 'Bấm lên bản đồ để thêm điểm, hoặc gõ toạ độ.',
  'sketch.hand':
    'Kéo một điểm để dời. Kéo chấm nhỏ giữa hai điểm để chèn. Bấm chuột phải vào một điểm để bỏ. Ctrl Z để hoàn tác.',
  'sketch.shape': 'Hình',
  'sketch.point': 'Điểm',
  'sketch.line': 'Đường',
  'sketch.polygon': 'Vùng',
  'sketch.typed': 'Thêm điểm bằng toạ độ',
  'sketch.add': 'Thêm',
  'sketch.centre': 'Thêm điểm giữa bản đồ',
  'sketch.unread': 'Chưa hiểu toạ độ này: gõ vĩ độ; kinh độ, hoặc X Y của VN-2000.',
  'sketch.count': '{count} điểm',
  'sketch.points': 'Các điểm ({count})',
  'sketch.at': 'Toạ độ điểm {number}',
  'sketch.insert': 'Chèn điểm sau điểm {number}',
  'sketch.remove': 'Bỏ điểm {number}',
  'measure.length': 'Chiều dài',
  'measure.area': 'Diện tích',
  'measure.around': 'Chu vi',
  'measure.hint': 'Bấm lên bản đồ để đo; mỗi lần bấm thêm một điểm, kéo một điểm để dời.',
} as const

export type SketchWord = keyof typeof vi

const en: Record<SketchWord, string> = {
  'sketch.undo': 'Undo',
  'sketch.cancel': 'Cancel',
  'sketch.finish': 'Done',
  'sketch.hint': 'Click on the map to add points, or type coordinates.',
  'sketch.hand':
    'Drag a point to move it. Drag the small dot between two points to put one in. Right-click a point to remove it. Ctrl Z to undo.',
  'sketch.shape': 'Shape',
  'sketch.point': 'Point',
  'sketch.line': 'Line',
  'sketch.polygon': 'Area',
  'sketch.typed': 'Add a point by coordinates',
  'sketch.add': 'Add',
  'sketch.centre': 'Add the centre of the map',
  'sketch.unread': 'These coordinates cannot be read: type latitude, longitude, or X Y of VN-2000.',
  'sketch.count': '{count} points',
  'sketch.points': 'The points ({count})',
  'sketch.at': 'Coordinates of point {number}',
  'sketch.insert': 'Put a point after point {number}',
  'sketch.remove': 'Remove point {number}',
  'measure.length': 'Length',
  'measure.area': 'Area',
  'measure.around': 'Perimeter',
  'measure.hint': 'Click on the map to measure; each click adds a point, drag a point to move it.',
}

export const sketch = { vi, en }
addWords(sketch)
