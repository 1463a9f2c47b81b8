import { addWords } from '../index'

const vi = {
  'attached.judged': 'So với chỉ tiêu',
  'attached.goal': 'Đích',
  'attached.course': 'Diễn biến {name}',
  'attached.courseRefused': 'Chưa tải được diễn biến {name}.',
  'attached.fromInputs': 'Tính từ số liệu đầu vào của xã, ở bên dưới',
  'attached.tasks': 'Nhiệm vụ ở đây ({count})',
  'attached.noTasks': 'Không có nhiệm vụ, dự án nào ở đây.',
  'attached.reported': 'Số liệu của nơi này',
} as const

export type InspectorWord = keyof typeof vi

const en: Record<InspectorWord, string> = {
  'attached.judged': 'Against the target',
  'attached.goal': 'Target',
  'attached.course': 'Course of {name}',
  'attached.courseRefused': 'The course of {name} could not be read.',
  'attached.fromInputs': 'Worked out from the inputs of the commune, below',
  'attached.tasks': 'Tasks here ({count})',
  'attached.noTasks': 'No task or project lies here.',
  'attached.reported': 'Figures of this place',
}

export const inspector = { vi, en }

addWords(inspector)
