import { expect, it } from 'vitest'
import { control, readArguments } from './fpm-arguments.mjs'

const words = [
  '-s',
  'dir',
  '--force',
  '-t',
  'deb',
  '-d',
  'libnss3',
  '-d',
  'a | b',
  '--name',
  'escale',
  '--version',
  '1.0.0'
]

it('reads options, dependencies and what goes where', () => {
  const { options, files } = readArguments([...words, '/tmp/a=b/app/=/opt/Escale'])
  expect(options.get('-d')).toEqual(['libnss3', 'a | b'])
  expect(options.get('-t')).toEqual(['deb'])
  expect(files).toEqual([{ source: '/tmp/a=b/app/', target: '/opt/Escale' }])
  expect(() => readArguments(['somewhere'])).toThrow('not a file')
})

it('writes a control file with its description set in', () => {
  const { options } = readArguments([...words, '--description', 'A desktop app\n More of it\n\n and more'])
  expect(control(options)).toBe(`Package: escale
Version: 1.0.0
Depends: libnss3, a | b
Description: A desktop app
 More of it
 .
 and more
`)
})
