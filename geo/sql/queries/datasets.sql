-- Where the objects of the region come from.
SELECT
  dataset.dataset_kind,
  dataset.title,
  dataset.source,
  dataset.publisher,
  dataset.licence,
  dataset.data_date
FROM dataset
ORDER BY dataset.title, dataset.data_date
