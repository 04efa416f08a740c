/** Arguments of every kind, hostile ones among them, for property tests. */
import fc from 'fast-check'

const hostile = [
  "'",
  '"',
  '`',
  '$',
  '\\',
  '!',
  '%',
  '^',
  '&',
  '|',
  ';',
  '<',
  '>',
  '(',
  ')',
  '*',
  '?',
  '[',
  '~',
  '#',
  '=',
  ' ',
  '\t',
  '\n',
  '{',
  '}',
  ',',
  '@',
  ':',
  '-',
  '--',
  '\\"',
  '$HOME',
  '$(id)',
  '%PATH%',
  '’',
  '“',
  'é',
  '🚢',
  '日本'
]
/** Any text that can be an argument of a program. */
export const argument = fc
  .oneof(
    fc.string({ unit: 'grapheme' }),
    fc
      .array(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'grapheme-ascii', maxLength: 3 })), {
        maxLength: 10
      })
      .map((pieces) => pieces.join(''))
  )
  .map((text) => text.replaceAll('\0', '').replaceAll('\r', ''))
