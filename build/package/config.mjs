/** What electron-builder makes of the app. The Debian package and the unpacked app are built here; the others where their tools are. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { projectFolder } from '../tools/folders.mjs'

/** The oldest macOS that Electron starts on (its README): the Finder refuses older ones, and names it. */
export const oldestMac = '13.0'

/** Until the project has a home: a name that RFC 2606 keeps free. */
const home = 'escale.invalid'

/**
 * @param {{ readonly dist: string, readonly version: string }} runtime
 * @param {boolean} inspectable leaves the inspector reachable, which the tests drive the packaged app by; never for people
 * @returns {import('electron-builder').Configuration}
 */
export const packageConfig = (runtime, inspectable) => ({
  appId: 'app.escale.desktop',
  productName: 'Escale',
  directories: { output: join(projectFolder, 'dist'), buildResources: join(projectFolder, 'assets') },
  electronDist: runtime.dist,
  electronVersion: runtime.version,
  // Everything is bundled into out/: there is no module to carry or to rebuild.
  files: ['out/**', '!out/.built', 'package.json', '!node_modules'],
  npmRebuild: false,
  extraMetadata: { homepage: `https://${home}/`, desktopName: 'escale.desktop' },
  extraFiles: ['LICENSE'],
  // The runtime's own stand-in for an app, of no use beside a real one.
  afterPack: ({ appOutDir }) => rm(join(appOutDir, 'resources', 'default_app.asar'), { force: true }),
  electronLanguages: ['en-US', 'fr'],
  publish: null,
  asar: true,
  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: inspectable,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false
  },
  linux: {
    target: ['deb', 'rpm', 'AppImage'],
    icon: 'icons',
    category: 'Development',
    synopsis: 'A desktop app for Docker',
    maintainer: `The Escale developers <escale@${home}>`,
    executableName: 'escale',
    syncDesktopName: true
  },
  deb: {
    depends: [
      'libgtk-3-0 | libgtk-3-0t64',
      'libnss3',
      'libasound2 | libasound2t64',
      'libgbm1',
      'libxss1',
      'libxtst6',
      'xdg-utils'
    ],
    packageCategory: 'utils'
  },
  win: { target: ['nsis'], icon: 'icons/icon.ico' },
  nsis: {
    oneClick: false,
    perMachine: false,
    allowToChangeInstallationDirectory: true,
    // Refuses what Electron does not start on, with a link.
    include: join(projectFolder, 'build', 'package', 'installer.nsh')
  },
  mac: {
    target: ['dmg', 'zip'],
    icon: 'icons/icon.icns',
    category: 'public.app-category.developer-tools',
    minimumSystemVersion: oldestMac
  }
})
