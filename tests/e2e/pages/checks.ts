/** What every page must hold, and pictures of it for whoever wants to look. */
import AxeBuilder from '@axe-core/playwright'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { LaunchedApp } from '../../support/electron-app'

export interface Checks {
  /** Into the folder that the environment names; nothing where it names none. */
  picture(name: string): Promise<void>
  resize(width: number, height: number): Promise<void>
  /** Fails with what axe finds. */
  accessible(): Promise<void>
  /** Fails with what is wider than its place, without what scrolls or ends in dots by itself. */
  whole(): Promise<void>
}

export function checksOf({ page, electron }: LaunchedApp, pictures = process.env['ESCALE_LOOK']): Checks {
  return {
    async picture(name) {
      if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`) })
    },
    async resize(width, height) {
      await electron.evaluate(
        ({ BrowserWindow }, [wide, high]) => BrowserWindow.getAllWindows()[0]?.setContentSize(wide, high),
        [width, height] as const
      )
      await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width)
    },
    async accessible() {
      // What the pointer rests on may be explaining itself: there is nothing in the corner.
      await page.mouse.move(1, 1)
      await page.getByRole('tooltip').waitFor({ state: 'hidden' })
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
    },
    async whole() {
      // What a new size of the window changes has been drawn by the second frame.
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
      const cut = await page.evaluate(() =>
        [...document.querySelectorAll('main *, [role=dialog] *')]
          // A table's heads have grips that overlap their neighbours.
          .filter(
            (one) => one instanceof HTMLElement && one.offsetParent !== null && !one.closest('[role=columnheader]')
          )
          .filter((one) => {
            const own = getComputedStyle(one).overflowX !== 'visible' || ['INPUT', 'SELECT'].includes(one.tagName)
            return !own && one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1
          })
          .map((one) => one.outerHTML.slice(0, 200))
      )
      expect(cut).toEqual([])
    }
  }
}
