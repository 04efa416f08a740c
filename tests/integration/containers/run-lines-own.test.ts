/** `docker run` lines, made through the app and through the docker CLI: the containers are the same. */
import { runLines } from './run-lines'
import { compareRunLines } from './run-lines/compare'

compareRunLines('search, queues and monitoring', runLines.readmesWatch)
compareRunLines('at home', runLines.readmesHome)
compareRunLines('on people’s own servers', runLines.readmesServer)
