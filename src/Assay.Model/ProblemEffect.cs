namespace Assay.Model;

/// <summary>What a problem means for the report.</summary>
public enum ProblemEffect
{
    /// <summary>Everything was read and something is worth a look, or code was only searched for texts.</summary>
    Notice,
    /// <summary>Something was not read: conditions on absence do not hold, and the verdict is unknown when it could run.</summary>
    Incomplete,
    /// <summary>The container or manifest could not be read: the verdict is unknown.</summary>
    Error,
}

/// <summary>Gives each problem id its effect and its name in reports.</summary>
public static class ProblemIds
{
    /// <summary>What a problem of this id means for the report.</summary>
    public static ProblemEffect Effect(this ProblemId id) => id switch
    {
        ProblemId.InputUnreadable or ProblemId.ZipDirectoryUnreadable or ProblemId.ManifestMissing or ProblemId.ManifestSeveral or ProblemId.ManifestUnreadable
            => ProblemEffect.Error,
        ProblemId.ZipHeadersDiffer or ProblemId.ZipUnaccountedBytes or ProblemId.ZipAmbiguousName or ProblemId.ZipUnsafeName or ProblemId.ZipSpecialEntry
            or ProblemId.ZipUnusualFeature or ProblemId.ZipDirectoryInconsistent or ProblemId.ZipSeveralEndRecords or ProblemId.GzipTrailingBytes
            or ProblemId.TarSpecialEntry or ProblemId.TarUnsafeName or ProblemId.ManifestInvalid or ProblemId.SignatureUnreadable
            or ProblemId.TextUndecodable or ProblemId.XmlUnreadable or ProblemId.CodeNotAnalysed or ProblemId.ScriptInvalid
            or ProblemId.FolderPartLeftOut
            => ProblemEffect.Notice,
        _ => ProblemEffect.Incomplete,
    };

    /// <summary>The id as reports write it: <c>ZipCrcMismatch</c> => <c>zip-crc-mismatch</c>.</summary>
    public static string Name(this ProblemId id) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(id.ToString());
}
