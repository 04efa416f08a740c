/** Docker Hub's operations as docker commands. */
import { docker } from '../command/build'
import type { CommandLine } from '../command/line'
import type { SearchRequest } from './api'

/** docker search has no pages: any page of the window's is the same command. */
export const search = ({ query }: SearchRequest): CommandLine => docker('search').argument('term', query).line()
