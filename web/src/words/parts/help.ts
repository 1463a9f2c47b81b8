import { addWords } from '../index'

const vi = {
  'tour.title': 'Năm phút làm quen',
  'tour.step': 'Bước {step}/{of}',
  'tour.next': 'Tiếp',
  'tour.back': 'Lùi',
  'tour.skip': 'Bỏ qua',
  'tour.done': 'Xong',
  'tour.map.title': 'Một bản đồ cho mọi việc',
  'tour.map.text':
    'Bấm vào một xã để xem số liệu, địa điểm và lịch sử hình thành của xã. Rê chuột để biết tên. Phím mũi tên để dời, + và − để phóng.',
  'tour.map.touch':
    'Chạm vào một xã để xem số liệu, địa điểm và lịch sử hình thành của xã. Kéo để dời, chụm hay xoè hai ngón để phóng.',
  'tour.search.title': 'Tìm nhanh',
  'tour.search.text':
    'Bấm Ctrl K rồi gõ tên xã (cả tên cũ), địa điểm, chỉ số hay toạ độ; không dấu cũng được.',
  'tour.search.touch':
    'Chạm vào ô tìm rồi gõ tên xã (cả tên cũ), địa điểm, chỉ số hay toạ độ; không dấu cũng được.',
  'tour.modes.title': 'Chọn việc cần làm',
  'tour.modes.text':
    'Cột bên trái là các việc: bản đồ, chương trình, hành lang, truy vấn… Bản đồ ở lại, chỉ bảng bên cạnh thay đổi.',
  'tour.modes.touch':
    'Hàng dưới cùng là các việc: bản đồ, chương trình, hành lang, truy vấn… Bản đồ ở lại, chỉ tấm bảng phía trên hàng ấy thay đổi.',
  'tour.layers.title': 'Bật lớp, tô màu',
  'tour.layers.text':
    'Trong bảng này chọn chỉ số để tô màu xã, bật tắt lớp. Nút chữ i cho biết nguồn, ngày và độ chính xác.',
  'tour.legend.title': 'Chú giải nói hết',
  'tour.legend.text':
    'Mọi màu và dấu trên bản đồ đều có ở đây. Gạch chéo là chưa có số liệu; mép sọc và dấu ○ là số minh hoạ.',
  'tour.link.title': 'Chia sẻ đúng điều đang thấy',
  'tour.link.text':
    'Địa chỉ trang giữ mọi lựa chọn: chép liên kết là người khác thấy đúng như vậy. Nút Quay lại của trình duyệt lùi từng bước.',
} as const

export type HelpWord = keyof typeof vi

const en: Record<HelpWord, string> = {
  'tour.title': 'Five minutes to get started',
  'tour.step': 'Step {step} of {of}',
  'tour.next': 'Next',
  'tour.back': 'Back',
  'tour.skip': 'Skip',
  'tour.done': 'Done',
  'tour.map.title': 'One map for everything',
  'tour.map.text':
    'Click a commune to see its figures, its places and what it was formed from. Hover for names. Arrow keys move, + and − zoom.',
  'tour.map.touch':
    'Tap a commune to see its figures, its places and what it was formed from. Drag to move, pinch to zoom.',
  'tour.search.title': 'Find quickly',
  'tour.search.text':
    'Press Ctrl K and type a commune (former names too), a place, an indicator or coordinates; accents are optional.',
  'tour.search.touch':
    'Tap the search box and type a commune (former names too), a place, an indicator or coordinates; accents are optional.',
  'tour.modes.title': 'Choose what to do',
  'tour.modes.text':
    'The column on the left lists the jobs: map, programme, corridors, query… The map stays; only the panel beside it changes.',
  'tour.modes.touch':
    'The row at the foot lists the jobs: map, programme, corridors, query… The map stays; only the sheet above that row changes.',
  'tour.layers.title': 'Layers and colours',
  'tour.layers.text':
    'Here you choose the indicator that colours communes, switch layers on and off. The i button tells source, date and accuracy.',
  'tour.legend.title': 'The legend tells all',
  'tour.legend.text':
    'Every colour and mark on the map is explained here. Hatching means no data; striped edges and ○ mean illustrative figures.',
  'tour.link.title': 'Share what you see',
  'tour.link.text':
    'The address keeps every choice: copy the link and others see the same. The browser’s Back button undoes step by step.',
}

export const help = { vi, en }

addWords(help)
