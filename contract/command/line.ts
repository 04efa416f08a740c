/** A `docker` command as parts, each with what it is for: shown, copied, explained and kept in the history. */
import * as v from 'valibot'

const Part = v.object({
  /** What the shell would hand to docker: one argument, unquoted. */
  text: v.string(),
  kind: v.picklist(['program', 'subcommand', 'flag', 'value', 'argument']),
  /** Locale key of what it means, in `command.json`; a value or an argument may have none of its own. */
  explain: v.optional(v.string()),
  /** A secret: `text` then is `$NAME`, written unquoted-in-double-quotes so that the shell fills it in. */
  variable: v.optional(v.string()),
  /** An object that this line names: a saved script replaces it where the object was made by the script itself. */
  refers: v.optional(v.object({ kind: v.picklist(['container', 'image', 'volume', 'network']), id: v.string() }))
})
export const CommandLine = v.object({ parts: v.array(Part) })

export type CommandPart = Readonly<v.InferOutput<typeof Part>>
export interface CommandLine {
  readonly parts: readonly CommandPart[]
}
