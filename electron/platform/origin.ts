/** The protocol under which the window's files are served: not file://, so that an origin can be checked. */
export const appScheme = 'app'
export const appHost = 'escale'
export const appOrigin = `${appScheme}://${appHost}`
