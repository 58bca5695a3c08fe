namespace Assay.Packages.Feeds;

/// <summary>How a source answered a request for a document.</summary>
internal enum FeedAnswerKind
{
    /// <summary>It sent the document.</summary>
    Found,
    /// <summary>There is none at the address.</summary>
    Missing,
    /// <summary>It is the one that is known.</summary>
    Unchanged,
    /// <summary>The source does not accept the request as it is written (400).</summary>
    Refused,
}

/// <summary>A document as a source sent it.</summary>
/// <param name="Kind">How the source answered.</param>
/// <param name="Content">The unpacked bytes; none unless it was found.</param>
/// <param name="Validator">What tells later whether it is still the same; null when the source gave nothing.</param>
internal sealed record FeedAnswer(FeedAnswerKind Kind, ReadOnlyMemory<byte> Content, DocumentValidator? Validator);

/// <summary>An answer whose content is still to be read; its host's place is taken until then.</summary>
internal sealed class OpenAnswer(HttpResponseMessage response, IDisposable place) : IDisposable
{
    public HttpResponseMessage Response => response;

    public void Dispose()
    {
        response.Dispose();
        place.Dispose();
    }
}
