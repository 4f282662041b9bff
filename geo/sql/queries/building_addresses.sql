-- House numbers of a building, street by street.
SELECT
  address.street,
  string_agg(address.house_number, ', ' ORDER BY length(address.house_number), address.house_number) AS house_numbers
FROM address
WHERE address.building_id = %(id)s
GROUP BY address.street
ORDER BY address.street
