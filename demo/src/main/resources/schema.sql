CREATE TABLE product (
    id          BIGINT PRIMARY KEY,
    sku         VARCHAR(20)    NOT NULL UNIQUE,
    name        VARCHAR(100)   NOT NULL,
    category    VARCHAR(40)    NOT NULL,
    brand       VARCHAR(40)    NOT NULL,
    price       DECIMAL(10, 2) NOT NULL,
    stock       INT            NOT NULL,
    released_on DATE           NOT NULL
);

CREATE TABLE delivery (
    product_id BIGINT PRIMARY KEY,
    days       INT NOT NULL CHECK (days >= 0)
);
