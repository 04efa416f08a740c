/**
 * Names that a prune of all images takes from an image which stays: some container uses it, under one of its names or by its
 * id. Each of docker's image stores has its own rule.
 */

export interface Named {
  /** `busybox:latest`, as the engine lists them. */
  readonly RepoTags: readonly string[]
  /** `busybox@sha256:…` */
  readonly RepoDigests: readonly string[]
}

export type ImageStore = 'layers' | 'containerd' | 'other'

/**
 * `users`: the image of each container of it, as that was written: `busybox`, `sha256:…`.
 * Source: moby/moby, daemon/images/image_prune.go and image_delete.go (layers); daemon/containerd/image_prune.go.
 */
export function untaggedOf(image: Named, users: readonly string[], store: ImageStore): readonly string[] {
  const tags = image.RepoTags.filter((name) => !name.startsWith('<none>'))
  switch (store) {
    case 'layers':
      return untaggedByLayers(tags, image.RepoDigests)
    case 'containerd': {
      const kept = new Set(users.map((name) => whole(/:[^/]*$/.test(name) ? name : `${name}:latest`)))
      return tags.filter((tag) => !kept.has(whole(tag)))
    }
    case 'other':
      return []
  }
}

/** In their order, name after name, until one is left that a container stands on: whichever name it was made by. */
function untaggedByLayers(tags: readonly string[], digests: readonly string[]): readonly string[] {
  const order = new Map(
    [...tags, ...digests.filter((name) => !name.startsWith('<none>'))].map((name) => [whole(name), name])
  )
  const left = new Set([...order.keys()].sort((one, other) => (one < other ? -1 : 1)))
  const gone: string[] = []
  for (const name of [...left]) {
    if (!left.has(name) || isSingle([...left])) continue
    left.delete(name)
    if (name.includes('@')) continue
    gone.push(order.get(name) ?? name)
    const repository = repositoryOf(name)
    const same = [...left].filter((other) => repositoryOf(other) === repository)
    // Digests of a repository go with its last tag.
    if (same.every((other) => other.includes('@'))) for (const other of same) left.delete(other)
  }
  return gone
}

const repositoryOf = (name: string): string => name.replace(/@.*$|:[^/:]*$/, '')

/** One name, or one tag with the digests of its own repository. */
function isSingle(names: readonly string[]): boolean {
  if (names.length <= 1) return true
  const tags = names.filter((name) => !name.includes('@'))
  if (tags.length > 1) return false
  const repositories = new Set(names.filter((name) => name.includes('@')).map(repositoryOf))
  return repositories.size === 1 && repositories.has(repositoryOf(tags[0] ?? names[0] ?? ''))
}

/** `busybox:1` → `docker.io/library/busybox:1` */
function whole(name: string): string {
  const [first = '', ...rest] = name.split('/')
  if (rest.length === 0) return `docker.io/library/${name}`
  return /[.:]/.test(first) || first === 'localhost' ? name : `docker.io/${name}`
}
