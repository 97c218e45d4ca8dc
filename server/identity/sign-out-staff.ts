/* Ends the session of the cookie; it is dead at once. */
import type { StaffAuth } from './staff-auth.ts'

/** Returns the Set-Cookie lines that clear it. */
export const signOutStaff = (staffAuth: StaffAuth, headers: Headers): Promise<readonly string[]> =>
  staffAuth.signOut(headers)
