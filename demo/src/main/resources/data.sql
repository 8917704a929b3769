-- 4,865 products with ids from 1 to 5,000, the same at every start. Each 37th id is free, so that lookups of
-- products that do not exist can be tried.
INSERT INTO product (id, sku, name, category, brand, price, stock, released_on)
SELECT n,
       UPPER(SUBSTRING(brand, 1, 2)) || '-' || LPAD(CAST(n AS VARCHAR), 5, '0'),
       style || ' ' || noun,
       category,
       brand,
       CAST(base_price + MOD(n * 7919, 4000) / 100.0 AS DECIMAL(10, 2)),
       MOD(n * 31, 240),
       DATEADD(DAY, -MOD(n * 13, 2000), DATE '2025-12-31')
FROM (
    SELECT x AS n,
           ARRAY['Nordvik', 'Halden', 'Casa Lumo', 'Brightwell', 'Arroyo', 'Tamura', 'Oakline', 'Velo & Co']
               [1 + MOD(x * 5 + x / 40, 8)] AS brand,
           ARRAY['Compact', 'Classic', 'Matte', 'Everyday', 'Foldable', 'Large', 'Slim', 'Studio', 'Travel', 'Walnut',
                 'Linen']
               [1 + MOD(x * 3, 11)] AS style,
           ARRAY['Kettle', 'Skillet', 'Coffee Grinder', 'Knife Set', 'Mixing Bowl',
                 'Floor Lamp', 'Side Table', 'Bookshelf', 'Mirror', 'Rug',
                 'Desk Chair', 'Notebook', 'Pen Holder', 'Monitor Stand', 'Desk Lamp',
                 'Headphones', 'Speaker', 'Keyboard', 'Charger', 'Web Camera',
                 'Tent', 'Sleeping Bag', 'Head Torch', 'Rucksack', 'Water Bottle',
                 'Bicycle Bell', 'Helmet', 'Pannier', 'Tyre Pump', 'Rain Jacket',
                 'Watering Can', 'Pruning Shears', 'Planter', 'Garden Hose', 'Bird House',
                 'Building Blocks', 'Puzzle', 'Kite', 'Board Game', 'Crayons']
               [1 + MOD(x * 7, 40)] AS noun,
           ARRAY['Kitchen', 'Living', 'Office', 'Electronics', 'Outdoor', 'Cycling', 'Garden', 'Toys']
               [1 + MOD(x * 7, 40) / 5] AS category,
           ARRAY[19.90, 59.00, 14.50, 39.90, 24.90, 17.90, 9.90, 7.50]
               [1 + MOD(x * 7, 40) / 5] AS base_price
    FROM SYSTEM_RANGE(1, 5000)
    WHERE MOD(x, 37) <> 0
);

-- No supplier has each 23rd product.
INSERT INTO delivery (product_id, days)
SELECT id, 1 + MOD(id * 17, 12) FROM product WHERE MOD(id, 23) <> 0;
