/** One image under one more name. */
import * as v from 'valibot'
import { call } from '../../define'
import { OnImage } from '../requests'
import * as commands from './command'

const TagRequest = v.object({
  ...OnImage.entries,
  /** As a person types it; without a tag it gets `latest`. An image that has the name already loses it. */
  target: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(512))
})
export type TagRequest = v.InferOutput<typeof TagRequest>

export const naming = {
  tag: call({
    request: TagRequest,
    /** As docker writes it, with its tag. */
    reply: v.object({ reference: v.string() }),
    effect: 'changes',
    command: commands.tag
  })
}
