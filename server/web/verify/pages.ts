/* The pages anyone checks a certificate with. */
import { publicCertificatePages } from './public.tsx'
import { verifySearchPages } from './search.tsx'

export const verifyPages = [verifySearchPages, publicCertificatePages]
