/*
 * What a kind of question needs to draw itself: the question, the response so
 * far, and where a new one goes.
 */
import type { DeliveryQuestion } from '../types.ts'

export interface QuestionControl {
  readonly question: DeliveryQuestion
  /** Unique on the page; prefix of ids and names of inputs. */
  readonly id: string
  readonly response: unknown
  /** A choice of the person; `typing` while it still changes with every key. */
  readonly set: (response: unknown, typing?: boolean) => void
  /** Words for readers that hear the page. */
  readonly label: string
}

/** Draws the question's stem and its inputs. */
export type DrawQuestion = (control: QuestionControl) => HTMLElement

export const textOf = (html: string): string => {
  const holder = document.createElement('template')
  holder.innerHTML = html
  return (holder.content.textContent ?? '').trim()
}
