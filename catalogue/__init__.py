"""A multilingual static catalogue of rural products, built from YAML records."""
