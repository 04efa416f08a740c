/** Words by others, where what cannot be seen turns them around or hides: `\u202egpj.exe` would read as `exe.jpg`. */

const turning = /[\u202a-\u202e\u2066-\u2069\u200b-\u200f\u061c\ufeff\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g

/** A name: what cannot be seen is shown as its number, for it is part of it. */
export const visibleName = (text: string): string =>
  text.replace(turning, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** A description: what turns it around is left out, and its own direction stays. */
export const plainWords = (text: string): string => text.replace(turning, '')
