/** `docker run` lines as people write them: what is made of each through the app is what the docker CLI makes. */
import { flags } from './flags'
import { forums } from './forums'
import { people } from './people'
import { readmesData } from './readmes-data'
import { readmesHome } from './readmes-home'
import { readmesServer } from './readmes-server'
import { readmesWatch } from './readmes-watch'
import { readmesWeb } from './readmes-web'
import { reference } from './reference'
import { tools } from './tools'

export const runLines = {
  readmesWeb,
  readmesData,
  readmesWatch,
  readmesHome,
  readmesServer,
  reference,
  people,
  forums,
  flags,
  tools
}
