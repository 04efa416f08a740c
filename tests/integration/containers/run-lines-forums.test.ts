/** `docker run` lines, made through the app and through the docker CLI: the containers are the same. */
import { runLines } from './run-lines'
import { compareRunLines } from './run-lines/compare'

compareRunLines('from forums and consoles, and each flag as far as it goes', [
  ...runLines.forums,
  ...runLines.flags,
  ...runLines.tools
])
