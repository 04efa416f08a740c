/** A program of its own, bundled to one text (build/bundle/programs-as-text.mjs). */
declare module '*?program' {
  const text: string
  export default text
}
/** A file's text, as the bundler gives it. */
declare module '*?raw' {
  const text: string
  export default text
}
