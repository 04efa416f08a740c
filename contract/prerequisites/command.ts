/** Prerequisites' operations as docker commands. */
import { docker } from '../command/build'
import type { CommandLine } from '../command/line'
import type { HelloWorldRequest } from './api'

export const helloImage = 'hello-world'

export const helloWorld = (): CommandLine => docker('run').flag('rm', '--rm').argument('image', helloImage).line()

export const helloWorldSteps = ({ removeImage }: HelloWorldRequest): readonly CommandLine[] =>
  removeImage ? [helloWorld(), docker('rmi').argument('image', helloImage).line()] : []
