import { namespaced } from './namespaces'

export default namespaced(import.meta.glob('../../locales/en/*.json', { eager: true, import: 'default' }))
