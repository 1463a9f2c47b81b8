// A small XLSX file of texts, as people send them: enough for the data room to read.
import { crc32 } from 'node:zlib'

const NAMESPACE = 'http://schemas.openxmlformats.org'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

function escaped(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
}

function sheet(rows) {
  const cells = (row, index) =>
    row
      .map((text, column) => {
        const at = String.fromCharCode(65 + column) + (index + 1)
        return text === '' ? '' : `<c r="${at}" t="inlineStr"><is><t>${escaped(text)}</t></is></c>`
      })
      .join('')
  const body = rows.map((row, index) => `<row r="${index + 1}">${cells(row, index)}</row>`).join('')
  return `${HEAD}<worksheet xmlns="${NAMESPACE}/spreadsheetml/2006/main"><sheetData>${body}</sheetData></worksheet>`
}

/** Files without compression, one behind the other, with the list of them at the end. */
function zip(files) {
  const parts = []
  const list = []
  let offset = 0
  for (const [name, text] of files) {
    const data = Buffer.from(text)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(0x21, 8)
    fields.writeUInt32LE(crc32(data), 10)
    fields.writeUInt32LE(data.length, 14)
    fields.writeUInt32LE(data.length, 18)
    fields.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), data])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    list.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, tail, Buffer.from(name)]))
    parts.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(list)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(list.length, 4)
  end.writeUInt16LE(list.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, directory, Buffer.from('PK\x05\x06'), end])
}

/** A workbook with one sheet of texts. */
export function workbook(name, rows) {
  const office = `${NAMESPACE}/officeDocument/2006/relationships`
  const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  return zip([
    [
      '[Content_Types].xml',
      `${HEAD}<Types xmlns="${NAMESPACE}/package/2006/content-types">` +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        `<Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/>` +
        `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `${HEAD}<Relationships xmlns="${NAMESPACE}/package/2006/relationships">` +
        `<Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${HEAD}<workbook xmlns="${NAMESPACE}/spreadsheetml/2006/main" xmlns:r="${office}">` +
        `<sheets><sheet name="${name}" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${HEAD}<Relationships xmlns="${NAMESPACE}/package/2006/relationships">` +
        `<Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ],
    ['xl/worksheets/sheet1.xml', sheet(rows)],
  ])
}
