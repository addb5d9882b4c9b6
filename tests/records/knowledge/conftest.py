from tests.records.questions.conftest import folder, lena

__all__ = ["folder", "lena"]
