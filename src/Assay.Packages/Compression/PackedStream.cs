namespace Assay.Packages.Compression;

/// <summary>Hands packed bytes to an inflater in steps that show how many of them it needed.</summary>
/// <param name="bytes">The packed bytes.</param>
/// <param name="coarseEnd">Bytes that may be handed out in large steps; the rest follows one by one.</param>
internal sealed class PackedStream(ArraySegment<byte> bytes, int coarseEnd) : Stream
{
    private const int Step = 8192;

    /// <summary>Bytes handed out.</summary>
    public int HandedOut { get; private set; }

    /// <summary>Where the last step started.</summary>
    public int StepStart { get; private set; }

    /// <summary>True when the inflater asked for more than there is: the packed data ends too early.</summary>
    public bool RanDry { get; private set; }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => bytes.Count;
    public override long Position { get => HandedOut; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (HandedOut >= bytes.Count)
        {
            RanDry = true;
            return 0;
        }

        var step = HandedOut < coarseEnd ? Math.Min(Step, coarseEnd - HandedOut) : 1;
        var count = Math.Min(Math.Min(step, buffer.Length), bytes.Count - HandedOut);
        bytes.AsSpan(HandedOut, count).CopyTo(buffer);
        StepStart = HandedOut;
        HandedOut += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
