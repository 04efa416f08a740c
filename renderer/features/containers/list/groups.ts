/** What containers have in common: a compose project, an image. */
import type { Container } from '../../../../contract/containers/model'
import type { Group } from '../../../ui/table/use-groups'

export const groupings = ['none', 'project', 'image'] as const
export type Grouping = (typeof groupings)[number]

export const isGrouping = (text: string | undefined): text is Grouping =>
  (groupings as readonly (string | undefined)[]).includes(text)

/** Compose v1 and v2 write the same label; Podman's has a name of its own. */
const projectLabels = ['com.docker.compose.project', 'io.podman.compose.project'] as const
const projectOf = ({ labels }: Pick<Container, 'labels'>): string | undefined =>
  projectLabels.map((name) => labels[name]).find((project) => project !== undefined && project !== '')

const group = (title: string | undefined): Group | undefined =>
  title === undefined || title === '' ? undefined : { key: title, title }

export const groupReader: Readonly<Record<Grouping, ((container: Container) => Group | undefined) | undefined>> = {
  none: undefined,
  project: (container) => group(projectOf(container)),
  image: ({ image }) => group(image)
}
