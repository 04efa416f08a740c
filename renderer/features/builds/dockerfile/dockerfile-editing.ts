/** The editor's Dockerfile side: colours, completion, help on hovering, remarks. */
import { linter, type Diagnostic } from '@codemirror/lint'
import type { Extension } from '@codemirror/state'
import { hoverTooltip } from '@codemirror/view'
import { dockerfileCompletion, type CompletionFacts } from './complete'
import { dockerfileLanguage } from './highlight'
import { isInstruction } from './instructions'
import { instructionAt, readDockerfile } from './read'
import { remarksOf, type Remark, type Words } from './remarks'

const severities = { error: 'error', warning: 'warning', advice: 'info' } as const

/** `noted` hears the remarks each time that they are read anew. */
export function dockerfileEditing(
  facts: CompletionFacts,
  words: Words,
  noted: (remarks: readonly Remark[]) => void
): Extension {
  const help = hoverTooltip((view, place) => {
    const instruction = instructionAt(readDockerfile(view.state.doc.toString()), place)
    if (instruction === undefined || place > instruction.keywordTo || !isInstruction(instruction.keyword)) return null
    const { keyword } = instruction
    return {
      pos: instruction.from,
      end: instruction.keywordTo,
      above: true,
      create: () => ({ dom: facts.help(keyword) })
    }
  })
  const checks = linter(
    async (view) => {
      const remarks = await remarksOf(view.state.doc.toString(), words)
      noted(remarks)
      return remarks.map(({ kind, from, to, text, mend }): Diagnostic => ({
        from,
        to,
        severity: severities[kind],
        message: text,
        ...(mend === undefined
          ? {}
          : {
              actions: [
                {
                  name: mend.label,
                  apply: (editor) => editor.dispatch({ changes: [...mend.edits], userEvent: 'input' })
                }
              ]
            })
      }))
    },
    { delay: 350 }
  )
  return [dockerfileLanguage, dockerfileLanguage.data.of({ autocomplete: dockerfileCompletion(facts) }), help, checks]
}
