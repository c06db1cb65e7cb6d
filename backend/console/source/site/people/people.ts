import { patch, post, remove } from '../../api';
import type { Problem } from '../../problem';
import { loadJourney } from '../../state/journey';
import type { Membership } from '../../wire';
import { ROLES, type Invitation, type Member, type Role } from '../../wire-access';
import { t } from '../../words/locale';
import { problemText } from '../../words/problem-text';

export interface NewInvitation {
  email: string;
  name: string | null;
  role: Role;
}

export interface MemberProps {
  site: Membership;
  member: Member;
  onChanged: () => void;
}

export async function invite(site: Membership, given: NewInvitation): Promise<Invitation> {
  const invitation = await post<Invitation>(`/sites/${site.id}/invitations`, given);
  // Whoever is on the site can be made responsible for feedback.
  void loadJourney(site.key, site.id);
  return invitation;
}

export function renewLink(site: Membership, member: Member): Promise<Invitation> {
  return post<Invitation>(`/sites/${site.id}/members/${member.id}/links`, undefined);
}

export async function changeRole(site: Membership, member: Member, role: Role): Promise<void> {
  await patch<Member>(`/sites/${site.id}/members/${member.id}`, { role });
}

export async function letGo(site: Membership, member: Member): Promise<void> {
  await remove(`/sites/${site.id}/members/${member.id}`);
  void loadJourney(site.key, site.id);
}

export async function leave(site: Membership): Promise<void> {
  await remove(`/session/sites/${site.id}`);
}

/** Owners decide about owners; a manager about all others. */
export function rolesToGive(site: Membership): Role[] {
  if (!site.scopes.includes('manage')) return [];
  return site.role === 'owner' ? ROLES : ROLES.filter((role) => role !== 'owner');
}

/** Why it did not go, and what to do. `clash` says what a 409 means for this deed. */
export function peopleFault(problem: Problem, clash: string): string {
  if (problem.status === 409) return clash;
  if (problem.status === 404) return t('people.gone');
  return problemText(problem);
}
