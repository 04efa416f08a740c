/** `docker run` lines, made through the app and through the docker CLI: the containers are the same. */
import { runLines } from './run-lines'
import { compareRunLines } from './run-lines/compare'

compareRunLines('Docker’s own pages', runLines.reference)
