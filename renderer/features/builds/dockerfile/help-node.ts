/** An instruction's help as the editor's own popovers show it. */
import { entryOf, type InstructionName } from './instructions'

const element = (name: 'div' | 'code' | 'p', text: string, className = ''): HTMLElement => {
  const made = document.createElement(name)
  made.textContent = text
  if (className !== '') made.className = className
  return made
}

export function helpNode(name: InstructionName, t: (key: string) => string): HTMLElement {
  const node = element('div', '', 'cm-help')
  node.append(
    ...entryOf(name).forms.map((form) => element('code', form)),
    element('p', t(`builds-help.what.${name}`)),
    element('p', t(`builds-help.more.${name}`), 'more')
  )
  return node
}
