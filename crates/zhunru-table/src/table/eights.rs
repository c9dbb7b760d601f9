//! Many values looked at eight at a time, so that what is done for each is not done for their number, too.

/// Writes down what each of these comes to, where there is room for just as many.
#[inline(always)]
pub(crate) fn each<S: Copy, T>(from: &[S], into: &mut [T], write: impl Fn(S, &mut T)) {
    let (from, last) = from.as_chunks::<8>();
    let (into, rest) = into.as_chunks_mut::<8>();
    for (from, into) in from.iter().zip(into.iter_mut()) {
        for (one, told) in from.iter().zip(into) {
            write(*one, told);
        }
    }
    for (one, told) in last.iter().zip(rest) {
        write(*one, told);
    }
}

/// Adds what each of these comes to; of the values between one is needed that stands for nothing.
#[inline(always)]
pub(crate) fn extend<S: Copy, T: Copy>(
    from: &[S],
    into: &mut Vec<T>,
    blank: T,
    tell: impl Fn(S) -> T,
) {
    let start = into.len();
    into.resize(start + from.len(), blank);
    let room = into.get_mut(start..).unwrap_or_default();
    each(from, room, |one, told| *told = tell(one));
}
