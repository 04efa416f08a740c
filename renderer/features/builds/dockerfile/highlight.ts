/** The colours of a Dockerfile; what a shell runs in it is coloured as a shell has it. */
import { StreamLanguage, type StreamParser, type StringStream } from '@codemirror/language'
import { shell } from '@codemirror/legacy-modes/mode/shell'
import { isInstruction } from './instructions'

interface State {
  /** Of the instruction that is being read; empty: none yet. */
  keyword: string
  /** The line before ended with the escape character. */
  continued: boolean
  /** Flags may still come. */
  flags: boolean
  json: boolean
  /** Ends of here-documents that follow, in their order. */
  documents: string[]
  /** Of the shell's own mode: what it is within, as functions. */
  shell: { readonly tokens: readonly unknown[] }
}
const shellState = (): State['shell'] => ({ tokens: [] })
const isShell = /^(RUN|CMD|ENTRYPOINT)$/
const takesJson = /^(RUN|CMD|ENTRYPOINT|SHELL|VOLUME|COPY|ADD)$/

function begin(stream: StringStream, state: State): string | null {
  if (stream.match(/^\s*#\s*(syntax|escape|check)\s*=.*/i)) return 'meta'
  if (stream.match(/^\s*#.*/)) return 'comment'
  const fresh = !state.continued
  state.continued = /[\\`]\s*$/.test(stream.string)
  if (!fresh) return ''
  stream.eatSpace()
  const [word = ''] = (stream.match(/^\S+/) as RegExpMatchArray | null) ?? []
  Object.assign(state, { keyword: word.toUpperCase(), flags: true, json: false, shell: shellState() })
  return isInstruction(state.keyword) || state.keyword === 'MAINTAINER' ? 'keyword' : 'invalid'
}

/** A word that only some instructions know as one of theirs. */
function known(stream: StringStream, state: State): string | undefined {
  const { keyword } = state
  if (state.flags && stream.match(/^--[\w-]+/)) return 'attributeName'
  if (state.flags && stream.match(/^=\S+/)) return 'string'
  if (keyword === 'FROM' && stream.match(/^as(?=\s)/i)) return 'keyword'
  if (keyword === 'ONBUILD' || keyword === 'HEALTHCHECK') {
    const [word] = (stream.match(/^[a-z]+(?=\s|$)/i) as RegExpMatchArray | null) ?? []
    if (word !== undefined) {
      state.keyword = word.toUpperCase()
      return 'keyword'
    }
  }
  if (takesJson.test(keyword) && state.flags && stream.peek() === '[') state.json = true
  state.flags = false
  if (/^(RUN|COPY|ADD)$/.test(keyword)) {
    const [, end] = (stream.match(/^<<-?\s*["']?([A-Za-z_]\w*)["']?/) as RegExpMatchArray | null) ?? []
    if (end !== undefined) {
      state.documents.push(end)
      return 'meta'
    }
  }
  return undefined
}

function plain(stream: StringStream, state: State): string | null {
  if (stream.match(/^"(\\.|[^"\\])*"?/) || stream.match(/^'[^']*'?/)) return 'string'
  if (stream.match(/^\$(\{[^}]*\}?|\w+)/)) return 'variableName.special'
  if (state.keyword === 'EXPOSE' && stream.match(/^\d+/)) return 'number'
  if (/^(ENV|ARG|LABEL)$/.test(state.keyword) && stream.match(/^[^\s="'$]+(?==)/)) return 'propertyName'
  if (!stream.match(/^[^\s"'$=[\],]+/)) stream.next()
  return null
}

const parser: StreamParser<State> = {
  name: 'dockerfile',
  startState: () => ({ keyword: '', continued: false, flags: false, json: false, documents: [], shell: shellState() }),
  copyState: (state) => ({ ...state, documents: [...state.documents], shell: { tokens: [...state.shell.tokens] } }),
  token(stream, state) {
    const [end] = state.documents
    if (stream.sol() && end !== undefined && !state.continued) {
      if (stream.string.trim() === end) {
        state.documents.shift()
        stream.skipToEnd()
        return 'meta'
      }
      if (state.keyword !== 'RUN') {
        stream.skipToEnd()
        return 'string'
      }
    } else if (stream.sol()) {
      const token = begin(stream, state)
      if (token !== '') return token
    }
    if (stream.eatSpace()) return null
    if (stream.match(/^[\\`]\s*$/)) return 'meta'
    const word = known(stream, state)
    if (word !== undefined) return word
    if (isShell.test(state.keyword) && !state.json) return shell.token(stream, state.shell as never)
    return plain(stream, state)
  },
  languageData: { commentTokens: { line: '#' }, closeBrackets: { brackets: ['(', '[', '{', '"', "'"] } }
}

export const dockerfileLanguage = StreamLanguage.define(parser)
