/** What every editor of the window can do: history, search, brackets, completion, remarks in its gutter, and its keys. */
import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  completionStatus
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from '@codemirror/commands'
import { bracketMatching, indentUnit } from '@codemirror/language'
import { lintGutter, lintKeymap } from '@codemirror/lint'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { EditorState, type Extension } from '@codemirror/state'
import {
  drawSelection,
  dropCursor,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers
} from '@codemirror/view'
import { codeTheme } from './code-theme'
import { failingLines } from './failing-lines'

/** Its own English words: keys of `editor.words`. */
export const phraseKeys: Readonly<Record<string, string>> = {
  Find: 'find',
  Replace: 'replace-with',
  next: 'next',
  previous: 'previous',
  all: 'all',
  'match case': 'match-case',
  'by word': 'by-word',
  regexp: 'regexp',
  replace: 'replace',
  'replace all': 'replace-all',
  close: 'close',
  'Go to line': 'go-to-line',
  go: 'go',
  Completions: 'completions',
  Diagnostics: 'diagnostics',
  'No diagnostics': 'no-diagnostics',
  'Control character': 'control-character',
  'Selection deleted': 'selection-deleted',
  'current match': 'current-match',
  'on line': 'on-line',
  'replaced $ matches': 'replaced-matches',
  'replaced match on line $': 'replaced-match'
}

/** Tab indents while one writes: Escape, then Tab leaves, as CodeMirror has it. */
const tabs = [
  // A suggestion that has only just appeared is not taken yet, and its Tab does not indent either.
  { key: 'Tab', run: (view: EditorView) => acceptCompletion(view) || completionStatus(view.state) === 'active' },
  { key: 'Tab', run: indentMore, shift: indentLess }
]

export const baseEditor: Extension = [
  lineNumbers(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  highlightSpecialChars(),
  history(),
  drawSelection(),
  dropCursor(),
  EditorState.allowMultipleSelections.of(true),
  EditorState.tabSize.of(4),
  indentUnit.of('    '),
  bracketMatching(),
  closeBrackets(),
  autocompletion({ icons: false, maxRenderedOptions: 60 }),
  highlightSelectionMatches(),
  search(),
  lintGutter(),
  failingLines,
  keymap.of([
    ...closeBracketsKeymap,
    ...completionKeymap,
    ...tabs,
    ...searchKeymap,
    ...historyKeymap,
    ...lintKeymap,
    ...defaultKeymap
  ]),
  EditorView.lineWrapping,
  codeTheme
]
