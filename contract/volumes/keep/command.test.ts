import { describe, expect, it } from 'vitest'
import { lineText } from '../../command/quote'
import type { CommandLine } from '../../command/line'
import * as commands from './command'
import { fileNameFor, formatOf, volumeNameFor } from './model'

const text = (line: CommandLine | undefined): string | undefined =>
  line === undefined ? undefined : lineText(line, { shell: 'posix', cli: [] })
const run = 'docker run --rm'

describe('commands that keep volumes', () => {
  it('export to a folder of this computer, and import from one', () => {
    const request = { volume: 'data', format: 'tar.gz', path: '/home/me/my backups/data.tar.gz' } as const
    expect(text(commands.exportVolume(request))).toBe(
      `${run} -v data:/v:ro -v '/home/me/my backups:/backup' busybox tar czf /backup/data.tar.gz -C /v .`
    )
    expect(text(commands.exportVolume({ ...request, format: 'tar', path: '/data.tar' }))).toBe(
      `${run} -v data:/v:ro -v /:/backup busybox tar cf /backup/data.tar -C /v .`
    )
    expect(commands.importSteps({ name: 'new', path: 'C:\\backups\\data.tar.gz' }).map(text)).toEqual([
      'docker volume create new',
      `${run} -v new:/v -v 'C:\\backups:/backup:ro' busybox tar xzf /backup/data.tar.gz -C /v`
    ])
  })

  it('reach a folder with a colon in its name', () => {
    const path = '/home/me/a:b, c/data.tar'
    expect(text(commands.exportVolume({ volume: 'data', format: 'tar', path }))).toBe(
      `${run} -v data:/v:ro --mount 'type=bind,"source=/home/me/a:b, c",target=/backup' busybox tar cf /backup/data.tar -C /v .`
    )
    expect(text(commands.importVolume({ name: 'new', path: '/a:b/data.tar' }))).toBe(
      `${run} -v new:/v --mount type=bind,source=/a:b,target=/backup,readonly busybox tar xf /backup/data.tar -C /v`
    )
  })

  it('have none for zstd, which busybox’s tar does not know', () => {
    expect(commands.exportVolume({ volume: 'data', format: 'tar.zst', path: '/data.tar.zst' })).toBeUndefined()
    expect(commands.replaceSteps({ volume: 'data', path: '/data.tar.zst' })).toEqual([])
  })

  it('replace, empty, clone, send and compare', () => {
    const empty = `${run} -v data:/v busybox find /v -mindepth 1 -maxdepth 1 -exec rm -rf '{}' +`
    expect(text(commands.emptyVolume({ volume: 'data' }))).toBe(empty)
    expect(commands.replaceSteps({ volume: 'data', path: '/b/x.tar' }).map(text)).toEqual([
      empty,
      `${run} -v data:/v -v /b:/backup:ro busybox tar xf /backup/x.tar -C /v`
    ])
    const clone = { volume: 'data', name: 'copy', driver: 'local', options: [{ name: 'type', value: 'tmpfs' }] }
    expect(commands.cloneSteps(clone).map(text)).toEqual([
      'docker volume create --opt type=tmpfs copy',
      `${run} -v data:/v:ro -v copy:/w busybox cp -a /v/. /w`
    ])
    expect(text(commands.sendVolume({ volume: 'data' }))).toBe(`${run} -v data:/v:ro busybox tar cf - -C /v .`)
    expect(text(commands.receiveVolume({ name: 'data' }))).toBe(`${run} -i -v data:/v busybox tar xf - -C /v`)
    const other = { kind: 'volume', connection: 'here', volume: 'old' } as const
    expect(text(commands.compareVolume({ connection: 'here', volume: 'data', other }))).toBe(
      `${run} -v old:/v:ro -v data:/w:ro busybox diff -rq /v /w`
    )
    expect(commands.compareVolume({ connection: 'there', volume: 'data', other })).toBeUndefined()
  })
})

describe('names', () => {
  it('of archives say their form, and give a volume’s name', () => {
    expect(['a.tar.gz', 'a.TGZ', 'a.tar.zst', 'a.tar', 'a.zip'].map(formatOf)).toEqual([
      'tar.gz',
      'tar.gz',
      'tar.zst',
      'tar',
      undefined
    ])
    expect(volumeNameFor('/home/me/my data (1).tar.gz')).toBe('my-data-1-')
    expect(volumeNameFor('C:\\x\\-data.tgz')).toBe('data')
    expect(fileNameFor('a/b', 'tar')).toBe('a-b.tar')
  })
})
