/** JSON as Go's encoding/json writes it, so that docker's files look alike whoever wrote them: `<`, `>` and `&` are escaped. */
export const goJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
