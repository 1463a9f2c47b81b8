import { addWords } from '../index'

const vi = {
  'table.filter': 'Lọc bảng',
  'table.copy': 'Chép bảng',
  'table.copied': 'Đã chép {count} dòng; dán được vào bảng tính.',
  'table.notCopied': 'Trình duyệt không cho chép. Hãy bôi đen bảng rồi nhấn Ctrl+C.',
  'table.noData': 'chưa có số liệu',
  'table.noMatch': 'Không dòng nào có “{text}”.',
  'table.noFilter': 'Bỏ lọc',
  'table.shown': 'Hiện {shown} trên {total}',
  'table.keys': 'Mũi tên lên, xuống, Home và End để đi giữa các dòng; Enter để chọn trên bản đồ.',
  'table.source': 'Nguồn: {source}',
  'table.illustrative': 'Số minh hoạ',
  'table.yes': 'có',
  'table.no': 'không',
  'table.rank': 'Thứ tự',
  'table.value': 'Giá trị',
  'table.status': 'Trạng thái',
  'table.change': 'So với kỳ trước',
  'table.why': 'Vì sao',
  'table.pupils': 'Học sinh',
  'table.to': 'Đến',
  'table.area': 'Diện tích',
  'table.place': 'Địa điểm',
  'table.distance': 'Khoảng cách',
  'table.coverageSource': 'tính từ trục {axes}, dải {width} mỗi bên, ranh giới ngày {date}',
  'table.widthsSource': 'tính từ trục {axes}, ranh giới ngày {date}',
  'chart.addedArea': 'Mỗi km rộng thêm được bao nhiêu diện tích',
  'chart.areaCurve': 'Diện tích được bao phủ theo bề rộng',
  'chart.keys': 'Mũi tên trái, phải để đi giữa các cột; Enter để chọn trên bản đồ.',
  'chart.missing': '{count} nơi chưa có số liệu không có cột.',
} as const

export type TableWord = keyof typeof vi

const en: Record<TableWord, string> = {
  'table.filter': 'Filter the table',
  'table.copy': 'Copy the table',
  'table.copied': '{count} rows copied; paste them into a spreadsheet.',
  'table.notCopied': 'The browser refuses to copy. Select the table and press Ctrl+C.',
  'table.noData': 'no data',
  'table.noMatch': 'No row has “{text}”.',
  'table.noFilter': 'Remove the filter',
  'table.shown': '{shown} of {total} shown',
  'table.keys': 'Arrow up and down, Home and End go from row to row; Enter picks on the map.',
  'table.source': 'Source: {source}',
  'table.illustrative': 'Illustrative',
  'table.yes': 'yes',
  'table.no': 'no',
  'table.rank': 'Rank',
  'table.value': 'Value',
  'table.status': 'Status',
  'table.change': 'Against the period before',
  'table.why': 'Why',
  'table.pupils': 'Pupils',
  'table.to': 'To',
  'table.area': 'Area',
  'table.place': 'Place',
  'table.distance': 'Distance',
  'table.coverageSource': 'computed from {axes}, {width} to each side, boundaries of {date}',
  'table.widthsSource': 'computed from {axes}, boundaries of {date}',
  'chart.addedArea': 'Area that each further kilometre adds',
  'chart.areaCurve': 'Area covered, by width',
  'chart.keys': 'Arrow left and right go from bar to bar; Enter picks on the map.',
  'chart.missing': '{count} places without data have no bar.',
}

/** The words of tables and charts. */
export const tables = { vi, en }

addWords(tables)
