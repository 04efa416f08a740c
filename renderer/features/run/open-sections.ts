/** Opens the sections in which something is set, so that what was filled in is seen. */
import { runSections } from '../../../contract/containers/run-fields'
import { runForm } from './draft'
import { summaryOf } from './sections'
import { validate } from './validate'

export function openFilled(): void {
  const { options } = validate(runForm.draft)
  runForm.open = new Set(
    runSections.filter((section) => section === 'general' || summaryOf(section, options).count > 0)
  )
}
