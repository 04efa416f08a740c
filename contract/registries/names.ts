/** How registries, repositories, tags and digests may be called where they are asked for: nothing else reaches an address. */
import * as v from 'valibot'

/** As an image's name has it; empty: Docker Hub. */
export const RegistryName = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(255),
  v.regex(/^[^\s@?#]*$/, 'A host, with a port where it has one')
)

/** A host that can be asked: `ghcr.io`, `127.0.0.1:5000`, `[::1]:5000`. */
export const RegistryHost = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(255),
  v.toLowerCase(),
  v.regex(
    /^(?:[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?$/,
    'A host, with a port where it has one'
  )
)

/** distribution's grammar: `library/nginx`, `team/app__web`. */
export const repositoryGrammar = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/
export const tagGrammar = /^\w[\w.-]{0,127}$/
export const digestGrammar = /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[0-9a-f]{32,128}$/

export const RepositoryName = v.pipe(v.string(), v.trim(), v.maxLength(255), v.regex(repositoryGrammar))
export const TagName = v.pipe(v.string(), v.regex(tagGrammar))
export const Digest = v.pipe(v.string(), v.regex(digestGrammar))
