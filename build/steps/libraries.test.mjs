import { expect, it } from 'vitest'
import { missingLibraries } from './libraries.mjs'

it('reads what ldd did not find', () => {
  const text = `\tlinux-vdso.so.1 (0x00007ffd)
\tlibnss3.so => not found
\tlibdl.so.2 => /lib/x86_64-linux-gnu/libdl.so.2 (0x00007f)
\tlibgbm.so.1 => not found
`
  expect(missingLibraries(text)).toEqual(['libnss3.so', 'libgbm.so.1'])
})
