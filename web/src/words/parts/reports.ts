import { addWords } from '../index'

const vi = {
  'reports.title': 'Báo cáo',
  'reports.intro':
    'Những gì đưa được vào báo cáo. Bảng là tệp CSV, mở bằng Excel, theo số liệu của hôm nay; dòng minh hoạ được ghi rõ.',
  'reports.tables': 'Bảng của Chương trình',
  'reports.statuses': 'Chỉ tiêu: trạng thái, số mới nhất, đích, vì sao',
  'reports.tasks': 'Nhiệm vụ: cơ quan, hạn, tiến độ, kinh phí, vướng mắc',
  'reports.reviews': 'Các kỳ báo cáo, rà soát và số chỉ tiêu theo trạng thái',
  'reports.figures': 'Số liệu đã duyệt: từng số, kỳ, nguồn, độ chắc chắn',
  'reports.download': 'Tải CSV',
  'reports.downloadOf': 'Tải CSV: {name}',
  'reports.see': 'Xem',
  'reports.seeOf': 'Xem: {name}',
  'reports.map': 'Bản đồ trên giấy',
  'reports.mapNote': 'Bản đồ đang xem, khổ A4 hay A3, PDF hoặc PNG, có chú giải, tỉ lệ, nguồn.',
  'reports.print': 'In bản đồ…',
  'reports.answers': 'Kết quả phân tích',
  'reports.answersNote':
    'Tính xong thì tải bảng ngay dưới kết quả (hành lang: CSV; còn lại: CSV, XLSX, GeoJSON, GPKG).',
} as const

export type ReportWord = keyof typeof vi

const en: Record<ReportWord, string> = {
  'reports.title': 'Reports',
  'reports.intro':
    'What can go into a report. Tables are CSV files for a spreadsheet, on the figures of today; illustrative rows are marked.',
  'reports.tables': 'Tables of the programme',
  'reports.statuses': 'Targets: status, latest figure, goal, why',
  'reports.tasks': 'Tasks: agency, deadline, progress, money, obstacles',
  'reports.reviews': 'Reports and reviews, with targets by status',
  'reports.figures': 'Approved figures: each with period, source and quality',
  'reports.download': 'CSV',
  'reports.downloadOf': 'CSV: {name}',
  'reports.see': 'See',
  'reports.seeOf': 'See: {name}',
  'reports.map': 'A map on paper',
  'reports.mapNote': 'The map on the screen on A4 or A3, as PDF or PNG, with legend, scale and sources.',
  'reports.print': 'Print the map…',
  'reports.answers': 'Answers of analyses',
  'reports.answersNote':
    'Once worked out, its tables are taken away below an answer (corridors: CSV; others: CSV, XLSX, GeoJSON, GPKG).',
}

export const reports = { vi, en }
addWords(reports)
