/** The editor in the window's own colours: CSS variables, so that both themes are one. */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

const popover = {
  border: '1px solid var(--border)',
  borderRadius: 'var(--radius)',
  background: 'var(--surface-raised)',
  boxShadow: 'var(--shadow)',
  color: 'var(--text)'
}
const control = {
  height: 'var(--control-height-small)',
  margin: '0',
  padding: '0 8px',
  border: '1px solid var(--border-control)',
  borderRadius: 'var(--radius-small)',
  background: 'var(--surface-raised)',
  color: 'var(--text)',
  font: 'inherit',
  fontSize: 'var(--font-small)'
}

const theme = EditorView.theme({
  '&': { height: '100%', background: 'var(--surface)', color: 'var(--text)', fontSize: 'var(--font-mono-size)' },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-1px' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '19px' },
  '.cm-content': { padding: '6px 0', caretColor: 'var(--text)', cursor: 'text' },
  '.cm-line': { padding: '0 12px 0 6px' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--text)', borderLeftWidth: '2px' },
  '.cm-gutters': { border: '0', background: 'transparent', color: 'var(--text-muted)' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '34px', padding: '0 8px 0 6px' },
  '.cm-activeLine': { background: 'color-mix(in oklab, var(--surface-hover) 65%, transparent)' },
  '.cm-activeLineGutter': { background: 'transparent', color: 'var(--text)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground':
    { background: 'light-dark(oklch(0.86 0.06 200), oklch(0.42 0.07 205))' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    background: 'transparent',
    outline: '1px solid var(--border-strong)'
  },
  '.cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket': { background: 'transparent' },
  '.cm-searchMatch': { background: 'var(--surface-mark)' },
  '.cm-searchMatch-selected': { background: 'var(--surface-mark-current)' },
  '.cm-placeholder': { color: 'var(--text-muted)' },
  // What the linter marks: a thin line below, coloured by how grave it is.
  '.cm-lintRange': { backgroundImage: 'none', paddingBottom: '0', textDecorationSkipInk: 'none' },
  '.cm-lintRange-error': { textDecoration: 'underline wavy var(--danger) 1px' },
  '.cm-lintRange-warning': { textDecoration: 'underline wavy var(--warning) 1px' },
  '.cm-lintRange-info, .cm-lintRange-hint': { textDecoration: 'underline dotted var(--text-muted) 1px' },
  '.cm-gutter-lint': { width: '14px' },
  '.cm-gutter-lint .cm-gutterElement': { padding: '0' },
  '.cm-lint-marker': { width: '8px', height: '8px', margin: '6px 3px', borderRadius: '50%', content: 'none' },
  '.cm-lint-marker-error': { background: 'var(--danger)', content: 'none' },
  '.cm-lint-marker-warning': { borderRadius: '2px', background: 'var(--warning)', content: 'none' },
  '.cm-lint-marker-info, .cm-lint-marker-hint': {
    border: '1.5px solid var(--text-muted)',
    background: 'none',
    content: 'none'
  },
  // A build that failed: its lines, and what was said of them.
  '.cm-failing': { background: 'var(--surface-danger)', boxShadow: 'inset 3px 0 var(--danger)' },
  '.cm-failure': {
    padding: '4px 12px 6px 6px',
    background: 'var(--surface-danger)',
    boxShadow: 'inset 3px 0 var(--danger)',
    color: 'var(--danger)',
    fontFamily: 'var(--font-sans)',
    fontSize: 'var(--font-small)',
    lineHeight: '17px',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    userSelect: 'text'
  },
  '.cm-tooltip': { ...popover, zIndex: 'var(--layer-popover)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    maxHeight: '15em',
    padding: '4px',
    fontFamily: 'var(--font-mono)',
    fontSize: 'var(--font-mono-size)'
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    padding: '3px 8px',
    borderRadius: 'var(--radius-small)',
    lineHeight: '18px'
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    background: 'var(--surface-selected)',
    color: 'var(--text)'
  },
  '.cm-completionMatchedText': { color: 'var(--accent)', textDecoration: 'none', fontWeight: '600' },
  '.cm-completionDetail': {
    marginLeft: '12px',
    color: 'var(--text-muted)',
    fontFamily: 'var(--font-sans)',
    fontStyle: 'normal'
  },
  '.cm-tooltip.cm-completionInfo': { maxWidth: '360px', padding: '0', margin: '0 4px' },
  '.cm-help': {
    display: 'flex',
    flexDirection: 'column',
    gap: '6px',
    maxWidth: '400px',
    padding: '8px 12px',
    fontFamily: 'var(--font-sans)',
    fontSize: 'var(--font-small)',
    lineHeight: '17px',
    userSelect: 'text'
  },
  '.cm-help code': { color: 'var(--ink-subcommand)', fontSize: '11px', overflowWrap: 'anywhere' },
  '.cm-help .more': { color: 'var(--text-muted)' },
  '.cm-tooltip-lint': { padding: '0' },
  '.cm-diagnostic': {
    maxWidth: '420px',
    padding: '6px 10px 6px 12px',
    border: '0',
    borderLeft: '3px solid var(--border-strong)',
    fontFamily: 'var(--font-sans)',
    fontSize: 'var(--font-small)',
    lineHeight: '17px'
  },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--danger)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--warning)' },
  '.cm-diagnosticAction': { ...control, marginLeft: '10px' },
  '.cm-panels': { background: 'var(--surface-sunken)', color: 'var(--text)' },
  '.cm-panels-bottom': { borderTop: '1px solid var(--border)' },
  '.cm-panel.cm-search': { padding: '6px 28px 6px 8px', fontFamily: 'var(--font-sans)' },
  '.cm-panel.cm-search label': { fontSize: 'var(--font-small)' },
  '.cm-panel .cm-textfield': { ...control, height: 'var(--control-height-small)' },
  '.cm-panel .cm-button': { ...control, backgroundImage: 'none' },
  '.cm-panel.cm-search [name=close]': { top: '4px', right: '6px', fontSize: '16px', color: 'inherit' }
})

const ink = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--ink-subcommand)', fontWeight: '600' },
  { tag: [tags.comment, tags.meta], color: 'var(--text-muted)', fontStyle: 'italic' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--ink-value)' },
  { tag: [tags.number, tags.bool], color: 'var(--ink-number)' },
  { tag: [tags.attributeName, tags.propertyName], color: 'var(--ink-flag)' },
  { tag: [tags.special(tags.variableName), tags.definition(tags.variableName)], color: 'var(--ink-number)' },
  { tag: tags.standard(tags.variableName), color: 'var(--ink-program)' },
  { tag: tags.invalid, color: 'var(--danger)' }
])

export const codeTheme: Extension = [theme, syntaxHighlighting(ink)]
