from hypothesis import given
from hypothesis import strategies as st

from openhold.vault.buckets import Buckets


@given(
    records=st.lists(st.binary(min_size=3, max_size=3)), limit=st.sampled_from([0, 10, 1000]), step=st.integers(1, 9)
)
def test_every_record_comes_back_from_its_bucket_in_order(records, limit, step):
    buckets = Buckets(3, in_memory=limit)
    for at in range(0, len(records), step):
        buckets.add(b"".join(records[at : at + step]))
    for _ in range(2):
        for first in range(256):
            assert list(buckets.bucket(first)) == [record for record in records if record[0] == first]
    buckets.close()
