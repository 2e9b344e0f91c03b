/** Gives every mention its entity: the same value, or the same person, is one entity in the whole session. */

import { defined } from '../../kit/defined.ts';
import { piiFacts } from '../../model/pii.ts';
import type { Unit } from '../text/units.ts';
import { splitAddresses } from './address.ts';
import { isoDate } from './dates.ts';
import type { Entity, LinkedMention, Mention } from './mention.ts';
import { linkPeople, ownerOf, type Person } from './people.ts';
import { type Hashes, identity, normalTokens } from './values.ts';

/** Key of the entity that a value belongs to; the same id under two keys or types is one entity. */
function entityKey(mention: Mention): string {
  const { type, text } = mention;
  switch (piiFacts(type).linked) {
    case 'day':
      return `dob:${isoDate(text) ?? identity(type, text)}`;
    case 'type':
      return `${type}:${identity(type, text)}`;
    case 'exact':
      return `secret:${text}`;
    // A name that is nobody's goes by its words.
    case 'person':
    case 'value':
      return `id:${normalTokens(text).join('')}`;
  }
}

/** `found` must be sorted by unit and start; what comes back is so, too, with addresses cut into the parts that the session knows. */
export function linkMentions(hashes: Hashes, found: readonly Mention[], units: readonly Unit[]): LinkedMention[] {
  const mentions = splitAddresses(found);
  const persons = linkPeople(mentions, units);
  const people = new Set(persons.values());
  const personEntities = new Map<Person, Entity>();
  const entities = new Map<string, { entity: Entity; confidence: number }>();

  const personEntity = (person: Person, mention: Mention): Entity => {
    let entity = personEntities.get(person);
    if (!entity) {
      const canonical = `person:${person.words.join(' ')}`;
      entity = {
        type: 'PERSON',
        canonical,
        subject: hashes.subject(canonical),
        numeric: false,
        asKey: false,
        action: mention.action,
        ...defined({ name: person.words.length > 1 ? person.words : undefined }),
      };
      personEntities.set(person, entity);
    }
    return entity;
  };
  const thingEntity = (mention: Mention): Entity => {
    const id = entityKey(mention);
    const known = entities.get(id);
    if (known) {
      if (mention.confidence > known.confidence) {
        known.entity.type = mention.type;
        known.entity.action = mention.action;
        known.confidence = mention.confidence;
      }
      return known.entity;
    }
    const owner = piiFacts(mention.type).ownedByPerson ? ownerOf(mention.text, people) : undefined;
    const canonical = owner ? `person:${owner.words.join(' ')}` : id;
    const entity: Entity = {
      type: mention.type,
      canonical: id,
      subject: hashes.subject(canonical),
      numeric: false,
      asKey: false,
      action: mention.action,
      ...defined({ name: owner && owner.words.length > 1 ? owner.words : undefined }),
    };
    entities.set(id, { entity, confidence: mention.confidence });
    return entity;
  };

  return mentions.map((mention) => {
    const person = persons.get(mention);
    const entity = person ? personEntity(person, mention) : thingEntity(mention);
    const unit = units[mention.unit];
    if (unit?.numeric || (mention.type === 'ACCOUNT_ID' && /^\d+$/.test(mention.text))) entity.numeric = true;
    if (unit?.kind === 'key') entity.asKey = true;
    return Object.assign(mention, { entity });
  });
}
