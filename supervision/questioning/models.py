"""随机询问: random samples of the people served, their answers, honest shares."""
