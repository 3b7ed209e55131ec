"""Read this first: the product on one screen.

    page → article → sentences → mentions → claims → positions → stories

Pages go through `read_article` one by one, in a worker or here, with the same rows in the same order; stories and comparisons are made of all.
"""
