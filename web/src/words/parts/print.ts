import { addWords } from '../index'

const vi = {
  'print.title': 'In bản đồ',
  'print.intro': 'Bản đồ vẽ lại từ dữ liệu, đúng tỉ lệ, với đúng các lớp và màu đang hiện.',
  'print.heading': 'Tiêu đề',
  'print.headingHint': 'Để trống: lấy tên chỉ số',
  'print.paper': 'Khổ giấy',
  'print.orientation': 'Chiều giấy',
  'print.landscape': 'Ngang',
  'print.portrait': 'Dọc',
  'print.area': 'Phạm vi',
  'print.province': 'Cả tỉnh',
  'print.screen': 'Vùng đang xem',
  'print.scale': 'Tỉ lệ',
  'print.scaleFits': 'Vừa khổ giấy',
  'print.format': 'Tệp',
  'print.pdf': 'PDF (in đúng tỉ lệ)',
  'print.png': 'PNG (ảnh)',
  'print.dpi': 'Độ mịn (điểm trên inch)',
  'print.values': 'Ghi giá trị dưới tên xã',
  'print.make': 'Tải bản đồ',
  'print.making': 'Đang vẽ…',
  'print.preview': 'Xem trước tờ bản đồ',
  'print.trueSize': 'Khi in chọn cỡ thật (100 %), đừng chọn “vừa trang”, để đo được trên giấy.',
  'print.onlyRight': 'Bản đồ đang chia đôi: in nửa bên phải.',
  'print.noShading': 'Màu do công cụ đang mở tô không in được; tờ bản đồ không tô màu xã.',
  'print.noGrids': 'Lớp lưới ô đang tô màu bản đồ không in được, nên tờ bản đồ không tô màu xã.',
  'print.without': 'Không in được: {what}.',
  'print.file': 'ban-do',
  'catalogue.title': 'Danh mục lớp bản đồ',
  'catalogue.intro': 'Mọi lớp đang có, với nguồn, ngày, độ chính xác và điều khoản; tải về để dùng nơi khác.',
  'catalogue.count': '{count} đối tượng',
  'catalogue.picture': 'Hình nhỏ của lớp {layer}',
  'catalogue.show': 'Hiện trên bản đồ',
  'catalogue.hide': 'Ẩn khỏi bản đồ',
  'catalogue.download': 'Tải {layer}',
} as const

export type PrintWord = keyof typeof vi

const en: Record<PrintWord, string> = {
  'print.title': 'Print the map',
  'print.intro':
    'The map is drawn anew from the data, true to scale, with the layers and colours on the screen.',
  'print.heading': 'Title',
  'print.headingHint': 'Empty: the name of the indicator',
  'print.paper': 'Paper',
  'print.orientation': 'Orientation',
  'print.landscape': 'Landscape',
  'print.portrait': 'Portrait',
  'print.area': 'Area',
  'print.province': 'Whole province',
  'print.screen': 'On the screen',
  'print.scale': 'Scale',
  'print.scaleFits': 'Fits the paper',
  'print.format': 'File',
  'print.pdf': 'PDF (prints to scale)',
  'print.png': 'PNG (picture)',
  'print.dpi': 'Fineness (dots per inch)',
  'print.values': 'Write values under the names',
  'print.make': 'Download the map',
  'print.making': 'Drawing…',
  'print.preview': 'Preview of the sheet',
  'print.trueSize': 'Print at actual size (100 %), not “fit to page”, to be able to measure on paper.',
  'print.onlyRight': 'The map is divided: its right half is printed.',
  'print.noShading': 'The colours of the open tool cannot be printed; communes stay uncoloured on the sheet.',
  'print.noGrids':
    'The grid that colours the map cannot be printed, so communes stay uncoloured on the sheet.',
  'print.without': 'Cannot be printed: {what}.',
  'print.file': 'map',
  'catalogue.title': 'Catalogue of map layers',
  'catalogue.intro':
    'Every layer with its source, date, accuracy and terms; download it to use it elsewhere.',
  'catalogue.count': '{count} features',
  'catalogue.picture': 'Small picture of the layer {layer}',
  'catalogue.show': 'Show on the map',
  'catalogue.hide': 'Hide from the map',
  'catalogue.download': 'Download {layer}',
}

export const print = { vi, en }

addWords(print)
