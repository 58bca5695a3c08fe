namespace Assay.Licenses;

/// <summary>What a licence asks of those who use the work, from least to most.</summary>
public enum LicenseFamily
{
    /// <summary>Nothing: the work was given away.</summary>
    PublicDomain,
    /// <summary>Notices are kept; works that use it may have any licence.</summary>
    Permissive,
    /// <summary>Changes of the work itself stay under the licence.</summary>
    WeakCopyleft,
    /// <summary>Works that contain it come under the licence when they are distributed.</summary>
    StrongCopyleft,
    /// <summary>The same, also when the work is only offered over a network.</summary>
    NetworkCopyleft,
    /// <summary>The source may be read and used, but not for every purpose.</summary>
    SourceAvailable,
    /// <summary>Changed works may not be distributed.</summary>
    NoDerivatives,
    /// <summary>Not for profit.</summary>
    NonCommercial,
    /// <summary>Terms of one vendor.</summary>
    Proprietary,
    /// <summary>A licence that is on no list.</summary>
    Unknown,
}

/// <summary>What a licence does not allow.</summary>
[Flags]
public enum LicenseRestrictions
{
    /// <summary>Nothing that is listed here.</summary>
    None = 0,
    /// <summary>Use for profit, or by firms of some size.</summary>
    CommercialUse = 1,
    /// <summary>Use in production.</summary>
    Production = 2,
    /// <summary>Distribution, or distribution for a fee.</summary>
    Distribution = 4,
    /// <summary>Distribution of changed works.</summary>
    Modification = 8,
    /// <summary>Some purposes or fields.</summary>
    FieldOfUse = 16,
    /// <summary>The licence says that it licenses no patents.</summary>
    Patents = 32,
}
