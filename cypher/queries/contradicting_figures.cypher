// Two figures of the same thing that cannot both be right: same subject, same unit, near each other in time, values apart.
// A vague value is an interval, and only intervals that do not meet contradict each other. What changes with time is no
// contradiction: the dates must be the same, or surely at most `days` apart. Figures without a date are not compared.
//
// params:
//   days: integer = 31 -- the most days between the two, where their dates are not the same
// returns:
//   subject: text -- the id of the organisation or project that is counted
//   subject_name: text -- its name
//   what: text -- what is counted
//   breakdown: text -- the part of it that is counted
//   unit: text -- the unit
//   figure_id: text -- the first figure
//   date: text -- when it was counted
//   value: number -- its value as stated
//   qualifier: text -- how vague it is
//   source_id: text -- the source that states it
//   other_figure_id: text -- the second figure
//   other_date: text -- when it was counted
//   other_value: number -- its value as stated
//   other_qualifier: text -- how vague it is
//   other_source_id: text -- the source that states it
MATCH (a:Figure)-[:COUNTED_OF]->(subject)<-[:COUNTED_OF]-(b:Figure)
WHERE a.figure_id < b.figure_id AND a.unit = b.unit AND a.what = b.what
  AND coalesce(a.breakdown, '') = coalesce(b.breakdown, '')
  AND (a.value_high < b.value_low OR b.value_high < a.value_low)
WITH subject, a, b, coalesce(a.as_of, a.to, a.from) AS date, coalesce(b.as_of, b.to, b.from) AS other_date,
     coalesce(a.as_of_first, a.to_first, a.from_first) AS first, coalesce(a.as_of_last, a.to_last, a.from_last) AS last,
     coalesce(b.as_of_first, b.to_first, b.from_first) AS other_first,
     coalesce(b.as_of_last, b.to_last, b.from_last) AS other_last
WITH subject, a, b, date, other_date,
     duration.inDays(other_first, last).days AS days_before, duration.inDays(first, other_last).days AS days_after
WHERE date = other_date OR (days_before <= $days AND days_after <= $days)
MATCH (a)-[of_a:STATED_BY]->(:Source)
MATCH (b)-[of_b:STATED_BY]->(:Source)
RETURN coalesce(subject.org_id, subject.project_id) AS subject, subject.name AS subject_name, a.what AS what,
       a.breakdown AS breakdown, a.unit AS unit,
       a.figure_id AS figure_id, date AS date, a.value AS value, a.qualifier AS qualifier,
       of_a.source_id AS source_id,
       b.figure_id AS other_figure_id, other_date AS other_date, b.value AS other_value, b.qualifier AS other_qualifier,
       of_b.source_id AS other_source_id
ORDER BY subject, figure_id, other_figure_id
